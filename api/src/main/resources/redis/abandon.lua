-- KEYS: job, key part, idempotency key or '', jobs of the owner, waiting   ARGV: job id
redis.call('DEL', KEYS[1], KEYS[2])
if KEYS[3] ~= '' then redis.call('DEL', KEYS[3]) end
redis.call('ZREM', KEYS[4], ARGV[1])
redis.call('ZREM', KEYS[5], ARGV[1])
return 1
