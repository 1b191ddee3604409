// Loaded into a server before anything else: when the command that started it is gone, `kill -9`
// included, the server ends as suddenly. It is built for that; and a person who kills what they see
// in their process list does not expect a server to be left behind, holding port and data folder.
if (process.channel) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'))
  process.channel.unref() // being watched is no reason to stay
}
