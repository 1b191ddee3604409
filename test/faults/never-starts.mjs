// Loaded by a test: the server, and not what starts it, is gone before it serves.
if (process.argv.includes('serve')) process.kill(process.pid, 'SIGKILL')
