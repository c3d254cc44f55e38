-- KEYS: job, key part, jobs of the owner, waiting, idempotency key or ''
-- ARGV: job id, owner, spec, created, deadline, key part, sealed seed, retain (1 or 0),
--       life of the key part in ms, life of the job in ms, fingerprint or ''
-- Answers 0, and changes nothing, if the idempotency key is taken.
if KEYS[5] ~= '' then
  if not redis.call('SET', KEYS[5], ARGV[11] .. ' ' .. ARGV[1], 'PX', ARGV[10], 'NX') then return 0 end
end
redis.call('HSET', KEYS[1], 'owner', ARGV[2], 'state', 'accepted', 'spec', ARGV[3], 'created', ARGV[4],
  'deadline', ARGV[5], 'seed', ARGV[7], 'retain', ARGV[8])
redis.call('PEXPIRE', KEYS[1], ARGV[10])
redis.call('SET', KEYS[2], ARGV[6], 'PX', ARGV[9])
for _, index in ipairs({KEYS[3], KEYS[4]}) do
  redis.call('ZADD', index, ARGV[4], ARGV[1])
  if redis.call('PTTL', index) < tonumber(ARGV[10]) then redis.call('PEXPIRE', index, ARGV[10]) end
end
return 1
