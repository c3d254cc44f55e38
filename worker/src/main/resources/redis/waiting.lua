-- KEYS: sorted sets of waiting jobs, one for each lane
-- Answers the numbers of those in which a job waits, from 1 on.
local waiting = {}
for number, lane in ipairs(KEYS) do
  if redis.call('EXISTS', lane) == 1 then waiting[#waiting + 1] = number end
end
return waiting
