-- KEYS: image, reading, job   ARGV: number of the picture
redis.call('DEL', KEYS[2])
erase(KEYS[1], KEYS[3], ARGV[1])
return 1
