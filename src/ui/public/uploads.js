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
      return unit(UNITS[step], value, { maximumFractionDigits: value < 10 && step > 1 ? 1 : 0 })
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
    this.addEventListener('dragover', (event) => event.preventDefault())
    this.addEventListener('drop', (event) => {
      event.preventDefault()
      this.take(event.dataTransfer.files)
    })
    this.form = this.closest('form')
    // Before the page's own listener, which would take the form for sent.
    addEventListener('submit', this, true)
  }

  disconnectedCallback() {
    removeEventListener('submit', this, true)
    for (const { upload } of this.items()) upload?.abort()
  }

  items = () => [...this.list.children]
  waiting = () => this.items().some(({ state }) => state === 'sending')

  handleEvent(event) {
    if (event.target !== this.form) return
    this.pressed = undefined
    if (!this.waiting()) return
    event.preventDefault()
    event.stopImmediatePropagation()
    this.pressed = event.submitter ?? null
  }

  take(files = this.input.files) {
    for (const file of files) {
      if (!this.input.multiple) for (const item of this.items()) this.drop(item)
      this.send(this.item(file), file)
    }
    this.input.value = ''
  }

  item(file) {
    const item = element('li')
    const away = element('button', { type: 'button', className: 'btn btn-quiet btn-small upload-away', textContent: this.words.remove })
    away.ariaLabel = `${this.words.remove}: ${file.name}`
    away.onclick = () => this.drop(item)
    item.bar = element('progress', { className: 'bar', max: 1, value: 0, ariaLabel: file.name })
    item.said = element('span', { className: 'muted' })
    item.append(element('span', { textContent: file.name }), item.bar, item.said, away)
    this.list.append(item)
    return item
  }

  /** Cancels it: what has come of it is removed there too. One that is just being begun is so once it has an address. */
  drop(item) {
    item.isDropped = true
    if (item.upload?.url) void item.upload.abort(true).catch(() => undefined)
    item.remove()
    this.input.focus()
    this.goOn()
  }

  async send(item, file) {
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
      },
      onSuccess: () => this.arrived(item),
      onError: (error) => this.failed(item, file, error),
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
    const value = item.upload.url.split('/').at(-1)
    item.bar.value = 1
    item.append(element('input', { type: 'hidden', name: this.field, value }))
    this.form.dispatchEvent(new Event('input', { bubbles: true }))
    this.say(item, 'arrived', this.words.arrived)
    this.goOn()
  }

  failed(item, file, error) {
    let told
    try {
      const { detail, title, errors } = JSON.parse(error.originalResponse.getBody())
      told = errors?.[0]?.message ?? detail ?? title
    } catch {
      // The connection, and not the server, has spoken.
    }
    this.say(item, 'failed', told ?? this.words.cut)
    const again = element('button', { type: 'button', className: 'btn btn-plain btn-small', textContent: this.words.again })
    again.onclick = () => {
      again.remove()
      this.send(item, file)
    }
    item.said.after(again)
  }

  say(item, state, text) {
    item.state = state
    item.className = `upload upload-${state}`
    // A reader that said each percent would say nothing else.
    item.said.ariaLive = state === 'sending' ? 'off' : 'polite'
    item.said.textContent = text
    if (state === 'failed') item.said.role = 'alert'
  }

  /** Sends the form, where somebody has pressed its button meanwhile and everything is there. */
  goOn() {
    const { pressed } = this
    if (pressed === undefined || this.waiting()) return
    this.pressed = undefined
    if (this.items().every(({ state }) => state === 'arrived')) this.form.requestSubmit(pressed)
  }
}

customElements.get('up-load') ?? customElements.define('up-load', UpLoad)
