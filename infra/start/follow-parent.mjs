// Preloaded into web and worker: when the process that started them is gone, however it went, they stop too.
if (process.channel) {
  process.once('disconnect', () => {
    process.kill(process.pid, 'SIGTERM')
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), 15_000).unref()
  })
  // A listener for 'disconnect' keeps the channel, and with it a process that has finished, alive.
  process.channel.unref()
}
