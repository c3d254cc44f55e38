-- KEYS: waiting, lane, left, job or ''   ARGV: job id, or '' for one that came now
-- Answers nothing if the job does not wait, else {jobs before it, jobs and cost that entered since the head of the lane},
-- the latter two without those that were deleted; of very many deleted ones, the rest are taken for what the first thousand were.
local jobs, own
if ARGV[1] == '' then
  jobs = redis.call('ZCARD', KEYS[1])
  own = redis.call('HMGET', KEYS[2], 'jobs', 'cost')
else
  jobs = redis.call('ZRANK', KEYS[1], ARGV[1])
  if not jobs then return false end
  own = redis.call('HMGET', KEYS[4], 'place', 'cost_before')
end
if jobs == 0 then return {0, 0, 0} end
local head = redis.call('HMGET', 'job:' .. redis.call('ZRANGE', KEYS[1], 0, 0)[1], 'place', 'cost_before')
if not own[1] or not head[1] then return {jobs, 0, 0} end
local entered, cost = own[1] - head[1], own[2] - head[2]

local from, to = head[1], '(' .. own[1]
local some = redis.call('ZRANGEBYSCORE', KEYS[3], from, to, 'LIMIT', 0, 1000)
if #some > 0 then
  local deleted, theirs = redis.call('ZCOUNT', KEYS[3], from, to), 0
  for _, entry in ipairs(some) do theirs = theirs + string.match(entry, ' (%d+)$') end
  entered = entered - deleted
  cost = math.max(0, cost - theirs * deleted / #some)
end
return {jobs, entered, cost}
