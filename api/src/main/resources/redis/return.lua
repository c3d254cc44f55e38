-- KEYS: reading; if it was read to its end, image and job   ARGV: token, number of the picture
-- Changes nothing if the loan ran out meanwhile.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('DEL', KEYS[1])
if KEYS[2] then erase(KEYS[2], KEYS[3], ARGV[2]) end
return 1
