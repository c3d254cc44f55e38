-- KEYS: job, waiting   ARGV: job id, attempt, 1 if it failed by the job's own fault, new state, old state
local job = redis.call('HMGET', KEYS[1], 'state', 'attempt', 'created')
if job[1] ~= ARGV[5] or job[2] ~= ARGV[2] then return 0 end
redis.call('HSET', KEYS[1], 'state', ARGV[4], 'step', 0)
redis.call('HINCRBY', KEYS[1], 'failures', ARGV[3])
redis.call('ZADD', KEYS[2], job[3], ARGV[1])
redis.call('PUBLISH', 'darkroom.events', cjson.encode({kind = 'state', job = ARGV[1], state = ARGV[4]}))
return 1
