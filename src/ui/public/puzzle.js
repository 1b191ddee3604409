// Solves a form's puzzle in a worker while its visitor types, and holds the form back until it is solved.

class WorkPuzzle extends HTMLElement {
  connectedCallback() {
    this.form = this.closest('form')
    this.answer = this.querySelector('[name=answer]')
    const { worker, bits, parts } = this.dataset
    const challenge = this.querySelector('[name=challenge]').value
    this.say('working')
    this.worker = new Worker(worker)
    this.worker.onmessage = ({ data }) => {
      this.querySelector('progress').value = data.length / parts
      if (data.length === Number(parts)) this.solve(data.join('.'))
    }
    // Unsolved, the form takes the way it has without JavaScript.
    this.worker.onerror = () => this.solve('')
    this.worker.postMessage({ challenge, bits: Number(bits), parts: Number(parts) })
    // Before the page's own listener, which would take the form for sent.
    addEventListener('submit', this, true)
  }

  disconnectedCallback() {
    this.worker.terminate()
    removeEventListener('submit', this, true)
  }

  handleEvent(event) {
    // A form with something missing is refused in any case: its visitor need not wait to hear of it.
    if (event.target !== this.form || this.done || !this.form.checkValidity()) return
    event.preventDefault()
    event.stopImmediatePropagation()
    this.asked = true
    this.say('waiting')
  }

  solve(answer) {
    this.done = true
    this.answer.value = answer
    this.worker.terminate()
    this.say('solved')
    this.querySelector('.puzzle-state').hidden = answer === ''
    if (this.asked) this.form.requestSubmit()
  }

  say(state) {
    const shown = this.querySelector('.puzzle-state')
    shown.hidden = false
    shown.dataset.state = state
    shown.querySelector('p').textContent = this.dataset[state]
  }
}

customElements.define('work-puzzle', WorkPuzzle)
