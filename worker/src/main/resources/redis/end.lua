-- KEYS: job, key part, images…   ARGV: job id, attempt, now, state (failed or expired), code or '', time it stays in ms
local job = redis.call('HMGET', KEYS[1], 'state', 'attempt')
if job[1] ~= 'running' or job[2] ~= ARGV[2] then return 0 end
for i = 2, #KEYS do redis.call('DEL', KEYS[i]) end
redis.call('HSET', KEYS[1], 'state', ARGV[4], 'ended', ARGV[3], 'expires', ARGV[3] + ARGV[6])
redis.call('HDEL', KEYS[1], 'seed')
local event = {kind = 'state', job = ARGV[1], state = ARGV[4]}
if ARGV[5] ~= '' then
  redis.call('HSET', KEYS[1], 'code', ARGV[5])
  event.code = ARGV[5]
end
redis.call('PEXPIRE', KEYS[1], ARGV[6])
redis.call('PUBLISH', 'darkroom.events', cjson.encode(event))
return 1
