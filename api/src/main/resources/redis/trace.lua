-- What a deletion receipt is made of.   KEYS: job, key part
-- Answers nothing if nothing is known of the job, else {now, time to live of what is known, 1 if its key part is there, what was
-- noted of its lane's log or '', {field, value, …}, {number of a picture that is there, its time to live, …}}.
local job = redis.call('HGETALL', KEYS[1])
if #job == 0 then return false end
local field = {}
for i = 1, #job, 2 do field[job[i]] = job[i + 1] end
local lane = field.lane
if not lane then
  local readable, spec = pcall(cjson.decode, field.spec or '')
  lane = readable and type(spec) == 'table' and tostring(spec.model) .. ':' .. tostring(spec.lane) or ''
end
local images = {}
for n = 0, (tonumber(field.drawn) or 0) - 1 do
  local left = redis.call('PTTL', 'image:' .. string.sub(KEYS[1], 5) .. ':' .. n)
  if left >= 0 then
    table.insert(images, n)
    table.insert(images, left)
  end
end
local time = redis.call('TIME')
return {time[1] * 1000 + math.floor(time[2] / 1000), redis.call('PTTL', KEYS[1]), redis.call('EXISTS', KEYS[2]),
  redis.call('GET', 'cleared:' .. lane) or '', job, images}
