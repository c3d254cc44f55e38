-- KEYS: job   ARGV: attempt, sealed seed
local job = redis.call('HMGET', KEYS[1], 'state', 'attempt')
if job[1] ~= 'running' or job[2] ~= ARGV[1] then return 0 end
redis.call('HSET', KEYS[1], 'seed', ARGV[2])
return 1
