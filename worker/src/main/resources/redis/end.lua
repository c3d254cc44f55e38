-- KEYS: job, key part, images…   ARGV: job id, attempt, code or '', time it stays in ms, new state, old state
local job = redis.call('HMGET', KEYS[1], 'state', 'attempt')
if job[1] ~= ARGV[6] or job[2] ~= ARGV[2] then return 0 end
for i = 2, #KEYS do redis.call('DEL', KEYS[i]) end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('HSET', KEYS[1], 'state', ARGV[5], 'ended', now, 'expires', now + ARGV[4])
redis.call('HDEL', KEYS[1], 'seed')
local event = {kind = 'state', job = ARGV[1], state = ARGV[5]}
if ARGV[3] ~= '' then
  redis.call('HSET', KEYS[1], 'code', ARGV[3])
  event.code = ARGV[3]
end
redis.call('PEXPIRE', KEYS[1], ARGV[4])
redis.call('PUBLISH', 'darkroom.events', cjson.encode(event))
return 1
