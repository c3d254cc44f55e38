-- KEYS: image, reading   ARGV: token, time the loan lasts in ms
-- Answers nothing if there is no picture, '' if another reader has it, else the picture.
local picture = redis.call('GET', KEYS[1])
if not picture then return false end
if not redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2], 'NX') then return '' end
return picture
