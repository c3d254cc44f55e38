-- Erases a picture, and notes when: a deletion receipt tells it.
local function erase(image, job, number)
  if redis.call('DEL', image) == 0 or redis.call('TYPE', job)['ok'] ~= 'hash' then return end
  local time = redis.call('TIME')
  redis.call('HSET', job, 'gone:' .. number, time[1] * 1000 + math.floor(time[2] / 1000))
end

