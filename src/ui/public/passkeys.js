// Makes and uses passkeys: <pass-key data-kind="get|create" data-options="…"> around or inside a form, which is sent once
// the browser has an answer. Where there are no passkeys, the element stays hidden.

const able = () =>
  typeof PublicKeyCredential === 'function' &&
  'parseRequestOptionsFromJSON' in PublicKeyCredential &&
  'parseCreationOptionsFromJSON' in PublicKeyCredential

class PassKey extends HTMLElement {
  connectedCallback() {
    if (!able()) return
    this.hidden = false
    this.form = this.closest('form') ?? this.querySelector('form')
    this.field = this.form.elements.credential
    // Before the page's own listener, which would take the form for sent.
    addEventListener('submit', this, true)
    if ('offer' in this.dataset) this.offer()
  }

  disconnectedCallback() {
    removeEventListener('submit', this, true)
    this.waiting?.abort()
  }

  handleEvent(event) {
    if (event.target !== this.form || this.field.value) return
    // Among other ways: only where its own button was pressed, and what else is asked was answered.
    if (this.form.contains(this)) {
      if (!this.contains(event.submitter)) return
      const others = [...this.form.elements].filter(({ type }) => type !== 'password')
      if (!others.every((field) => field.checkValidity())) return
    }
    event.preventDefault()
    event.stopImmediatePropagation()
    // A passkey that is made for a form which is then refused is left over on the device.
    if (!this.form.contains(this) && !this.form.reportValidity()) return
    if (!this.asking) this.run()
  }

  /** Asks the browser. @param more how, beside what the page says */
  async ask(more = {}) {
    this.waiting?.abort()
    this.waiting = new AbortController()
    const options = JSON.parse(this.dataset.options)
    const { signal } = this.waiting
    const answer = await (this.dataset.kind === 'create'
      ? navigator.credentials.create({
          publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options),
          signal,
        })
      : navigator.credentials.get({
          publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options),
          signal,
          ...more,
        }))
    this.field.value = JSON.stringify(answer)
    this.form.requestSubmit()
  }

  async run() {
    this.asking = true
    this.say('')
    try {
      await this.ask()
    } catch {
      this.say(this.dataset.failed)
    } finally {
      this.asking = false
    }
  }

  /** Among what the browser fills in anyway, without a word: who has no passkey sees nothing of it. */
  async offer() {
    if (!(await PublicKeyCredential.isConditionalMediationAvailable?.())) return
    try {
      await this.ask({ mediation: 'conditional' })
    } catch {
      // Stopped, or there is none: the button and the password are still there.
    }
  }

  say(text) {
    this.querySelector('[role=status]').textContent = text
  }
}

customElements.define('pass-key', PassKey)
