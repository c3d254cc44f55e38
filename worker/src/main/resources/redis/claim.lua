-- KEYS: job, key part, waiting   ARGV: job id, worker id
-- Answers nothing if the job is not to be drawn, else {attempt, given back, drawn, key part, spec, owner, deadline}.
local state = redis.call('HGET', KEYS[1], 'state')
local part = redis.call('GET', KEYS[2])
if not part or (state ~= 'accepted' and state ~= 'queued' and state ~= 'running') then
  redis.call('ZREM', KEYS[3], ARGV[1])
  return false
end
local attempt = redis.call('HINCRBY', KEYS[1], 'attempt', 1)
redis.call('HSET', KEYS[1], 'state', 'running', 'worker', ARGV[2], 'step', 0)
redis.call('ZREM', KEYS[3], ARGV[1])
redis.call('PUBLISH', 'darkroom.events',
  cjson.encode({kind = 'state', job = ARGV[1], state = 'running', attempt = attempt}))
local job = redis.call('HMGET', KEYS[1], 'given_back', 'drawn', 'spec', 'owner', 'deadline')
return {tostring(attempt), job[1] or '0', job[2] or '0', part, job[3], job[4], job[5]}
