-- KEYS: waiting, lane, left, job or ''   ARGV: job id, or '' for one that came now; longest time a send to Kafka takes in ms
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

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
-- Its API died before it was told that Kafka has it. Nobody knows whether it will ever be drawn, so it counts for itself, and is
-- not the head from which on all that came is counted.
local function is_stranded(job)
  return job[3] == 'accepted' and now - (job[4] or now) > tonumber(ARGV[2])
end
local head, stranded, theirs = false, 0, 0
for _, id in ipairs(redis.call('ZRANGE', KEYS[1], 0, math.min(jobs, 16) - 1)) do
  local job = redis.call('HMGET', 'job:' .. id, 'place', 'cost_before', 'state', 'created', 'cost')
  if not is_stranded(job) then
    head = job
    break
  end
  stranded, theirs = stranded + 1, theirs + (job[5] or 0)
end
if not head then return {jobs, stranded, theirs} end
if not own[1] or not head[1] then return {jobs, 0, 0} end
local entered, cost = own[1] - head[1], own[2] - head[2]

local from, to = head[1], '(' .. own[1]
local some = redis.call('ZRANGEBYSCORE', KEYS[3], from, to, 'LIMIT', 0, 1000)
if #some > 0 then
  local deleted, left = redis.call('ZCOUNT', KEYS[3], from, to), 0
  for _, entry in ipairs(some) do left = left + string.match(entry, ' (%d+)$') end
  entered = entered - deleted
  cost = math.max(0, cost - left * deleted / #some)
end
return {jobs, entered + stranded, cost + theirs}
