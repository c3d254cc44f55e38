-- KEYS: job, key part, waiting   ARGV: job id, worker id, model, lane, digest of the record or '', new state,
--   old states…
-- Answers nothing if the job is not to be drawn, 'stale', 'foreign', 'damaged', or
-- {attempt, failures, vanished, drawn, key part, spec, owner, deadline, time left in ms}.
local job = redis.pcall('HMGET', KEYS[1], 'state', 'attempt', 'worker', 'begun', 'failures', 'vanished', 'drawn', 'spec', 'owner', 'deadline',
  'digest')
if job.err then return 'damaged' end
local state, attempt = job[1], job[2] or '0'
local open = false
for i = 7, #ARGV do open = open or state == ARGV[i] end
local part = redis.pcall('GET', KEYS[2])
if not part or not open then
  redis.call('ZREM', KEYS[3], ARGV[1])
  return false
end
local numbers = true
for _, text in ipairs({attempt, job[5] or '0', job[7] or '0', job[10] or ''}) do
  numbers = numbers and string.find(text, '^%d+$')
end
local readable, spec = pcall(cjson.decode, job[8] or '')
if type(part) == 'table' or not numbers or not readable or type(spec) ~= 'table'
  or type(spec.model) ~= 'string' or type(spec.lane) ~= 'string' or not job[9] then return 'damaged' end
-- Another record under this id has the job's content: the request came again, and this one's key part was destroyed.
if ARGV[5] ~= '' and job[11] and job[11] ~= ARGV[5] then return 'stale' end
if spec.model ~= ARGV[3] or spec.lane ~= ARGV[4] then return 'foreign' end
-- An attempt that began and did not end has vanished, unless it is this very worker that lost and found its record.
local vanished = job[6] or ''
if state == ARGV[6] and job[4] == attempt and job[3] ~= ARGV[2] then
  vanished = vanished .. attempt .. ' '
  redis.call('HSET', KEYS[1], 'vanished', vanished)
end
local _, lost = string.gsub(vanished, ' ', '')
attempt = redis.call('HINCRBY', KEYS[1], 'attempt', 1)
redis.call('HSET', KEYS[1], 'state', ARGV[6], 'worker', ARGV[2], 'step', 0)
redis.call('ZREM', KEYS[3], ARGV[1])
redis.call('PUBLISH', 'darkroom.events',
  cjson.encode({kind = 'state', job = ARGV[1], state = ARGV[6], attempt = attempt}))
return {tostring(attempt), job[5] or '0', tostring(lost), job[7] or '0', part, job[8], job[9], job[10],
  tostring(redis.call('PTTL', KEYS[2]))}
