-- KEYS: reading, image if it was read to its end   ARGV: token
-- Changes nothing if the loan ran out meanwhile.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
for _, key in ipairs(KEYS) do redis.call('DEL', key) end
return 1
