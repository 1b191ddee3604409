import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { isLate, isSlow, isUnread, letTakeItsTime, writtenOf } from './pace.ts'

describe('an answer', () => {
  const pace = { unreadMs: 10_000, bytesPerSecond: 100 }
  const reader = () => ({ bytesRead: 5000, since: 0 })

  it('is unread where too little of it has been taken for ten seconds, however long it is', () => {
    for (const bytesRead of [5000, 5999]) {
      const slow = reader()
      expect(isUnread(slow, { bytesRead, waiting: 1e9 }, 10_000, pace)).toBe(false)
      expect(isUnread(slow, { bytesRead, waiting: 1e9 }, 10_001, pace)).toBe(true)
    }
  })

  it('is read, however long that takes, where a hundred bytes a second are taken', () => {
    const slow = reader()
    for (let seconds = 10; seconds < 100; seconds += 10) {
      const bytesRead = 5000 + seconds * 100
      expect(isUnread(slow, { bytesRead, waiting: 1e9 }, seconds * 1000, pace)).toBe(false)
    }
    expect(isUnread(slow, { bytesRead: 14_000, waiting: 1e9 }, 100_001, pace)).toBe(true)
  })

  it('is seen to be read before all of it is, although it is one write', async () => {
    const bytes = 64_000_000
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const reading = connect((server.address() as AddressInfo).port, '127.0.0.1').pause()
    const [socket] = (await once(server, 'connection')) as [Socket]
    onTestFinished(() => {
      reading.destroy()
      socket.destroy()
      server.close()
    })
    socket.write(Buffer.alloc(bytes))
    const { bytesRead } = writtenOf(socket)
    let read = 0
    reading.on('data', ({ length }) => {
      read += length
      if (read > bytes / 2) reading.pause()
    })
    reading.resume()
    await vi.waitFor(() => expect(writtenOf(socket).bytesRead).toBeGreaterThan(bytesRead), 10_000)
    expect(writtenOf(socket).waiting).toBe(bytes)
  })

  it('is awaited, not unread, where all that there is of it has been taken', () => {
    const waiting = reader()
    expect(isUnread(waiting, { bytesRead: 5000, waiting: 0 }, 500_000, pace)).toBe(false)
    expect(isUnread(waiting, { bytesRead: 5000, waiting: 9 }, 500_100, pace)).toBe(false)
  })
})

describe('a body', () => {
  const pace = { bodyMs: 10_000, bytesPerSecond: 100 }
  const arriving = (more: object = {}) => ({
    incoming: { complete: false, readableLength: 0, readableHighWaterMark: 1000, ...more },
    since: 0,
    from: 300,
    begun: 0,
    heard: 300,
    heardAt: 0,
  })

  it('has ten seconds, and one more for each hundred bytes that have come', () => {
    expect(isSlow(arriving(), 310, 10_000, pace)).toBe(false)
    expect(isSlow(arriving(), 310, 10_101, pace)).toBe(true)
    expect(isSlow(arriving(), 1300, 20_000, pace)).toBe(false)
    expect(isSlow(arriving(), 1300, 20_001, pace)).toBe(true)
  })

  it('is not slow once it is whole', () => {
    expect(isSlow(arriving({ complete: true }), 310, 99_999, pace)).toBe(false)
  })

  it('has its time anew where it was us who did not read on', () => {
    const held = arriving({ readableLength: 1000 })
    expect(isSlow(held, 1300, 99_999, pace)).toBe(false)
    held.incoming.readableLength = 0
    expect(isSlow(held, 1300, 109_999, pace)).toBe(false)
    expect(isSlow(held, 1300, 110_000, pace)).toBe(true)
  })

  it('is late once its time is over, however much has come', () => {
    expect(isLate(arriving(), 9000, 60_000, { requestMs: 60_000 })).toBe(false)
    expect(isLate(arriving(), 99_000, 60_001, { requestMs: 60_000 })).toBe(true)
    expect(isLate(arriving({ complete: true }), 300, 60_001, { requestMs: 60_000 })).toBe(false)
  })

  it('that may take its time is late once nothing has come for as long, and we read', () => {
    const film = arriving()
    letTakeItsTime(film.incoming)
    const isLateAt = (now: number, read: number) => isLate(film, read, now, { requestMs: 60_000 })
    expect(isLateAt(59_000, 301)).toBe(false)
    expect(isLateAt(118_000, 302)).toBe(false)
    expect(isLateAt(178_000, 302)).toBe(false)
    film.incoming.readableLength = 1000
    expect(isLateAt(900_000, 302)).toBe(false)
    film.incoming.readableLength = 0
    expect(isLateAt(960_000, 302)).toBe(false)
    expect(isLateAt(960_001, 302)).toBe(true)
  })
})
