-- KEYS: job, jobs in flight   ARGV: job id, time until its deadline in ms, new state, old state
-- A worker may have been faster: then the job is past being queued.
local time = redis.call('TIME')
redis.call('ZADD', KEYS[2], 'XX', time[1] * 1000 + ARGV[2], ARGV[1])
if redis.call('HGET', KEYS[1], 'state') ~= ARGV[4] then return 0 end
redis.call('HSET', KEYS[1], 'state', ARGV[3])
redis.call('PUBLISH', 'darkroom.events', cjson.encode({kind = 'state', job = ARGV[1], state = ARGV[3]}))
return 1
