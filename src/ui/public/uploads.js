// Sends files while the rest of a form is filled in: <up-load data-to="…" data-tus="…" data-words="{…}"> around a file
// field. Each is sent in pieces, goes on after a cut, and becomes a hidden field once it has arrived.

const PIECE = 4 * 1024 * 1024
// Of a smaller file it is not worth saying how much is left.
const LARGE = 4 * PIECE
// So long its pace is measured before it is told how long the rest takes.
const MEASURED_MS = 5000
const AGAIN_MS = [0, 1000, 3000, 5000, 10000, 20000, 30000]

let loading
const protocol = (src) =>
  (loading ??= new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement('script'), { src })
    script.onload = () => resolve(globalThis.tus)
    script.onerror = reject
    document.head.append(script)
  }))

const element = (name, attributes = {}, ...children) => {
  const made = Object.assign(document.createElement(name), attributes)
  made.append(...children)
  return made
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte']

/** Numbers as the page's language writes them. */
const numbers = () => {
  const language = document.documentElement.lang
  const unit = (name, value, more) =>
    new Intl.NumberFormat(language, { style: 'unit', unit: name, ...more }).format(value)
  const percent = new Intl.NumberFormat(language, { style: 'percent' })
  return {
    percent: (share) => percent.format(Math.floor(share * 100) / 100),
    size: (bytes) => {
      const step = Math.min(3, Math.floor(Math.log10(Math.max(1, bytes * 1.0005)) / 3))
      const value = bytes / 1000 ** step
      const unitDisplay = step === 0 ? 'long' : 'short'
      return unit(UNITS[step], value, { unitDisplay, maximumFractionDigits: value < 10 && step > 1 ? 1 : 0 })
    },
    time: (seconds) => {
      const [name, of] = seconds < 90 ? ['second', 1] : seconds < 5400 ? ['minute', 60] : ['hour', 3600]
      return unit(name, Math.max(1, Math.round(seconds / of)), { unitDisplay: 'long' })
    },
  }
}

/** Whether the same may be taken in a while: not what is refused for what it is, such as want of room. */
function isWorthAgain({ originalRequest, originalResponse }) {
  const status = originalResponse?.getStatus() ?? 0
  // Others are being sent, or another has gone on with it: then it is asked how far it came.
  if (status === 409) return originalRequest.getMethod() !== 'POST'
  return status < 400 || status >= 500 || status === 429
}

/** For which there is no room, but may be once others are withdrawn. */
const FULL = ['too_many_arriving', 'too_much_arriving', 'no_room', 'no_room_here']
/** What somebody can cure: signing in again, withdrawing others, or beginning a file anew. */
const CURABLE = ['unauthenticated', 'not_found', ...FULL.slice(0, 2)]

const idOf = ({ url }) => url.split('/').at(-1)

class UpLoad extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector('input[type=file]')
    this.list = this.querySelector('ul')
    this.words = JSON.parse(this.dataset.words)
    this.field = this.input.name
    // What is sent are the ids of what arrived.
    this.input.removeAttribute('name')
    this.input.required = false
    this.input.addEventListener('change', () => this.take())
    // The cards are what has changed: choosing and removing again leaves nothing to be lost.
    this.input.addEventListener('input', (event) => event.stopPropagation())
    this.addEventListener('dragover', (event) => event.preventDefault())
    this.addEventListener('drop', (event) => {
      event.preventDefault()
      this.take(event.dataTransfer.files)
    })
    this.form = this.closest('form')
    for (const item of this.items()) this.adopt(item)
    this.begun = this.form.querySelector('.begun')
    for (const item of this.begun.querySelectorAll('li')) this.mayBeWithdrawn(item)
    this.note = element('div', { className: 'uploads-note' })
    // There before anything is said in it, or readers would not hear it.
    this.note.role = 'status'
    const end = this.form.querySelector('.actions')
    if (end) end.before(this.note)
    else this.form.append(this.note)
    // Before the page's own listener, which would take the form for sent.
    addEventListener('submit', this, true)
  }

  disconnectedCallback() {
    removeEventListener('submit', this, true)
    for (const { upload } of this.items()) upload?.abort()
  }

  items = () => [...this.list.children]
  inState = (wanted) => this.items().filter(({ state }) => state === wanted)

  /** A form goes with all of its files: those that were refused or cut off keep it, those on their way delay it. */
  handleEvent(event) {
    if (event.target !== this.form) return
    this.isKept = this.inState('failed').length > 0
    const isWaiting = !this.isKept && this.inState('sending').length > 0
    this.pressed = isWaiting ? (event.submitter ?? null) : undefined
    this.tell()
    if (!this.isKept && !isWaiting) return
    event.preventDefault()
    event.stopImmediatePropagation()
    this.note.scrollIntoView({ block: 'nearest' })
  }

  /** What the server said of this field's files goes once they are others. */
  forgetErrors() {
    const alert = this.form.querySelector('[data-focus]:has(li)')
    for (const entry of alert?.querySelectorAll('li') ?? [])
      if (entry.querySelector('a')?.hash === `#${this.input.id}`) entry.remove()
    if (alert && !alert.querySelector('li')) alert.closest('.alert').remove()
  }

  take(files = this.input.files) {
    if (files.length > 0) this.forgetErrors()
    for (const file of files) {
      if (!this.input.multiple) for (const item of this.items()) this.drop(item)
      this.send(this.item(file))
    }
    this.input.value = ''
  }

  item(file) {
    const item = element('li')
    item.file = file
    item.name = file.name
    item.bar = element('progress', { className: 'bar', max: 1, value: 0, ariaLabel: file.name })
    item.said = element('span', { className: 'muted' })
    item.append(element('span', { textContent: file.name }), item.bar, item.said, this.away(item))
    this.list.append(item)
    return item
  }

  /** One that arrived with the form that the server gave back. */
  adopt(item) {
    item.state = 'arrived'
    item.name = item.firstElementChild.textContent
    const id = item.querySelector('input').value
    item.querySelector('button').replaceWith(this.away(item))
    item.upload = { url: id, abort: async (isEnd) => isEnd && this.withdraw(id) }
  }

  button(text, name, onclick, look = 'quiet') {
    const made = element('button', { type: 'button', className: `btn btn-${look} btn-small`, textContent: text, onclick })
    if (name) made.ariaLabel = `${text}: ${name}`
    return made
  }

  away(item) {
    const away = this.button(this.words.remove, item.name, () => this.drop(item))
    away.classList.add('upload-away')
    return away
  }

  /** Cancels it: what has come of it is removed there too. One that is just being begun is so once it has an address. */
  drop(item) {
    item.isDropped = true
    if (item.upload?.url) void item.upload.abort(true).catch(() => undefined)
    item.remove()
    this.forgetErrors()
    this.input.focus()
    this.goOn()
  }

  async send(item) {
    const { file } = item
    item.again?.remove()
    item.again = undefined
    this.say(item, 'sending', this.words.waiting)
    const { Upload } = await protocol(this.dataset.tus)
    if (item.isDropped) return
    const said = this.progressOf()
    item.upload = new Upload(file, {
      endpoint: this.dataset.to,
      chunkSize: PIECE,
      retryDelays: AGAIN_MS,
      onShouldRetry: (error) => navigator.onLine && isWorthAgain(error),
      removeFingerprintOnSuccess: true,
      metadata: { filename: file.name },
      onProgress: (sent, all) => {
        item.bar.value = all ? sent / all : 1
        this.say(item, 'sending', said(sent, all))
      },
      onUploadUrlAvailable: () => {
        if (item.isDropped) void item.upload.abort(true).catch(() => undefined)
        else this.noMoreBegun(this.begun.querySelector(`[data-upload="${idOf(item.upload)}"]`))
      },
      onSuccess: () => this.arrived(item),
      onError: (error) => this.failed(item, error),
    })
    const [before] = await item.upload.findPreviousUploads()
    if (item.isDropped) return
    if (before) item.upload.resumeFromPreviousUpload(before)
    item.upload.start()
  }

  /** What is said of how far it has come; of a large one also what is left, and for how long at its pace. */
  progressOf() {
    const { percent, size, time } = numbers()
    let begun
    return (sent, all) => {
      const share = percent(all ? sent / all : 1)
      if (all < LARGE) return share
      const now = performance.now()
      begun ??= { sent, at: now }
      const pace = (sent - begun.sent) / (now - begun.at)
      const isMeasured = now - begun.at > MEASURED_MS && pace > 0
      const words = isMeasured ? this.words.leftFor : this.words.left
      const values = { percent: share, left: size(all - sent), time: isMeasured && time((all - sent) / pace / 1000) }
      return words.replace(/\{(\w+)\}/g, (_, name) => values[name])
    }
  }

  arrived(item) {
    if (item.state === 'arrived') return
    item.bar.value = 1
    item.append(element('input', { type: 'hidden', name: this.field, value: idOf(item.upload) }))
    this.say(item, 'arrived', `${this.words.arrived} · ${numbers().size(item.file.size)}`)
    this.goOn()
  }

  failed(item, error) {
    let told, code
    try {
      const problem = JSON.parse(error.originalResponse.getBody())
      told = problem.errors?.[0]?.detail ?? problem.detail ?? problem.title
      code = problem.code
    } catch {
      // The connection, and not the server, has spoken.
    }
    item.isCurable = isWorthAgain(error) || CURABLE.includes(code)
    item.isWanting = FULL.includes(code)
    if (item.isWanting) void this.showBegun().catch(() => undefined)
    this.say(item, 'failed', told ?? this.words.cut)
    this.offerAgain(item)
    this.goOn()
  }

  offerAgain(item) {
    if (item.isCurable && !item.again) item.said.after((item.again = this.again(item)))
  }

  again = (item, look) => this.button(this.words.again, item.name, () => {
    this.send(item)
    // The button has gone with what it stood beside.
    this.input.focus({ preventScroll: true })
    this.goOn()
  }, look)

  say(item, state, text) {
    item.state = state
    item.className = `upload upload-${state}`
    // A reader that said each percent would say nothing else.
    item.said.ariaLive = state === 'sending' ? 'off' : 'polite'
    item.said.role = state === 'failed' ? 'alert' : null
    if (item.said.textContent !== text) item.said.textContent = text
  }

  /** Sends the form, where somebody has pressed its button meanwhile and everything is there. */
  goOn() {
    if (this.inState('failed').length > 0) {
      this.isKept ||= this.pressed !== undefined
      this.pressed = undefined
    } else this.isKept = false
    const { pressed } = this
    if (pressed === undefined || this.inState('sending').length > 0) return this.tell()
    this.pressed = undefined
    this.tell()
    // The one file that it waited for was taken away: what is left may not be what was meant.
    if (this.items().length > 0) this.form.requestSubmit(pressed)
  }

  /** Says at the button why the form has not gone: which files keep it, or how many it waits for. */
  tell() {
    const waiting = this.inState('sending').length
    const isWaiting = this.pressed !== undefined && waiting > 0
    this.note.role = this.isKept ? 'alert' : 'status'
    this.note.className = `uploads-note${this.isKept ? ' uploads-note-kept' : ''}`
    this.note.replaceChildren(...(this.isKept ? this.keeping() : isWaiting ? [this.delaying(waiting)] : []))
  }

  keeping() {
    const lines = this.inState('failed').map((item) =>
      element('p', {}, element('span', {}, element('b', { textContent: item.name }), ` ${item.said.textContent}`),
        this.button(this.words.remove, item.name, () => this.drop(item), 'plain'),
        ...(item.isCurable ? [this.again(item, 'plain')] : [])),
    )
    return [element('p', { textContent: this.words.kept }), ...lines]
  }

  delaying(waiting) {
    const { sendsOne, sendsMany, notYet } = this.words
    const said = waiting === 1 ? sendsOne : sendsMany.replace('{count}', waiting)
    return element('p', {}, element('span', { textContent: said }), this.button(notYet, '', () => this.callOff(), 'plain'))
  }

  /** Somebody thinks better of sending the form once its files are there. */
  callOff() {
    const { pressed } = this
    this.pressed = undefined
    this.tell()
    pressed?.focus()
  }

  withdraw = (id) => fetch(`${this.dataset.to}/${id}`, { method: 'DELETE' })

  /** One that was begun elsewhere goes with one press, and with it what it held of the room. */
  mayBeWithdrawn(item) {
    const { upload } = item.dataset
    const away = this.button(this.words.remove, item.firstElementChild.textContent, async () => {
      away.disabled = true
      const answer = await this.withdraw(upload).catch(() => null)
      away.disabled = false
      if (!answer?.ok && answer?.status !== 404) return
      this.noMoreBegun(item)
      this.input.focus()
      for (const other of this.inState('failed').filter(({ isWanting }) => isWanting)) {
        other.isCurable = true
        this.offerAgain(other)
      }
      this.tell()
    })
    away.classList.add('upload-away')
    const sent = item.querySelector('button')
    if (sent) sent.replaceWith(away)
    else item.append(away)
  }

  noMoreBegun(item) {
    item?.remove()
    this.begun.hidden = this.begun.querySelector('li') === null
  }

  /** What waits of somebody's files, where it takes the room that another needs. */
  async showBegun() {
    const { uploads } = await (await fetch(this.dataset.to)).json()
    const own = this.items().flatMap(({ upload }) => (upload?.url ? [idOf(upload)] : []))
    const { size } = numbers()
    const items = uploads
      .filter(({ id }) => !own.includes(id))
      .map(({ id, name, bytes, held, arrived }) => {
        const come = this.words.held.replace('{held}', size(held)).replace('{all}', size(bytes))
        const item = element('li', { className: 'upload' }, element('span', { textContent: name }), element('span', { className: 'muted', textContent: arrived ? size(bytes) : come }))
        item.dataset.upload = id
        this.mayBeWithdrawn(item)
        return item
      })
    this.begun.querySelector('ul').replaceChildren(...items)
    this.begun.hidden = items.length === 0
    this.begun.open = true
  }
}

customElements.get('up-load') ?? customElements.define('up-load', UpLoad)
