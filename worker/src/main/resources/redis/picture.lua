-- KEYS: job, image   ARGV: job id, attempt, number, sealed picture, time to live in ms
local job = redis.call('HMGET', KEYS[1], 'state', 'attempt', 'drawn')
if job[1] ~= 'running' or job[2] ~= ARGV[2] then return 0 end
-- It was handed over, but the answer was lost. Its owner may have read it meanwhile, and that once.
if tonumber(job[3] or '0') > tonumber(ARGV[3]) then return 1 end
redis.call('SET', KEYS[2], ARGV[4], 'PX', ARGV[5])
redis.call('HSET', KEYS[1], 'drawn', tonumber(ARGV[3]) + 1)
redis.call('PUBLISH', 'darkroom.events', cjson.encode({kind = 'image', job = ARGV[1], n = tonumber(ARGV[3])}))
return 1
