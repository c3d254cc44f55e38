-- KEYS: job, key part, images…   ARGV: job id, attempt, now, time to live in ms, time the tombstone stays in ms
local job = redis.call('HMGET', KEYS[1], 'state', 'attempt')
if job[1] ~= 'running' or job[2] ~= ARGV[2] then return 0 end
redis.call('DEL', KEYS[2])
redis.call('HSET', KEYS[1], 'state', 'succeeded', 'ended', ARGV[3], 'expires', ARGV[3] + ARGV[4])
redis.call('PEXPIRE', KEYS[1], ARGV[4] + ARGV[5])
for i = 3, #KEYS do redis.call('PEXPIRE', KEYS[i], ARGV[4]) end
redis.call('PUBLISH', 'darkroom.events', cjson.encode({kind = 'state', job = ARGV[1], state = 'succeeded'}))
return 1
