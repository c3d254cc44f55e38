-- KEYS: job, key part, idempotency key or '', jobs of the owner, waiting, jobs in flight, open, work of the owner
-- ARGV: job id, cost
redis.call('DEL', KEYS[1], KEYS[2])
if KEYS[3] ~= '' then redis.call('DEL', KEYS[3]) end
for i = 4, 7 do redis.call('ZREM', KEYS[i], ARGV[1]) end
if redis.call('EXISTS', KEYS[8]) == 1 then redis.call('HINCRBYFLOAT', KEYS[8], 'left', ARGV[2]) end
return 1
