-- KEYS: job   ARGV: job id, attempt, step, steps
local job = redis.call('HMGET', KEYS[1], 'state', 'attempt')
if job[1] ~= 'running' or job[2] ~= ARGV[2] then return 0 end
redis.call('HSET', KEYS[1], 'step', ARGV[3], 'steps', ARGV[4])
redis.call('PUBLISH', 'darkroom.events',
  cjson.encode({kind = 'progress', job = ARGV[1], step = tonumber(ARGV[3]), steps = tonumber(ARGV[4])}))
return 1
