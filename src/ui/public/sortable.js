// Lets a list be put in order by dragging and by arrow keys: <sort-able data-handle="…"> around an <ol> whose items
// each have a form that takes their new place as `position`. Without it, its buttons send the same forms.

/** Where a moved item’s handle is found again on the page that comes back. */
const MOVED = 'sortable-moved'

class SortAble extends HTMLElement {
  connectedCallback() {
    this.items = [...this.querySelectorAll(':scope > ol > li')]
    for (const [at, item] of this.items.entries()) this.prepare(item, at)
    const moved = sessionStorage.getItem(MOVED)
    if (moved === null) return
    sessionStorage.removeItem(MOVED)
    this.items.find(({ dataset }) => dataset.label === moved)?.querySelector('.sortable-handle')?.focus()
  }

  prepare(item, at) {
    const handle = item.querySelector('.sortable-handle') ?? document.createElement('button')
    Object.assign(handle, { type: 'button', className: 'sortable-handle', textContent: '⠿' })
    handle.setAttribute('aria-label', `${item.dataset.label}: ${this.dataset.handle}`)
    item.prepend(handle)
    item.draggable = true
    handle.onkeydown = (event) => {
      const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
      if (step === undefined) return
      event.preventDefault()
      sessionStorage.setItem(MOVED, item.dataset.label)
      this.move(at, at + step)
    }
    item.ondragstart = (event) => {
      this.dragged = at
      event.dataTransfer.effectAllowed = 'move'
      event.dataTransfer.setData('text/plain', item.dataset.label)
    }
    item.ondragover = (event) => {
      if (this.dragged === undefined) return
      event.preventDefault()
      for (const one of this.items) one.classList.toggle('sortable-over', one === item)
    }
    item.ondragend = () => {
      this.dragged = undefined
      for (const one of this.items) one.classList.remove('sortable-over')
    }
    item.ondrop = (event) => {
      event.preventDefault()
      if (this.dragged !== undefined) this.move(this.dragged, at)
    }
  }

  move(from, to) {
    const form = this.items[from]?.querySelector('form')
    if (!form || from === to || !this.items[to]) return
    form.elements.position.value = String(to)
    form.requestSubmit()
  }
}

customElements.get('sort-able') ?? customElements.define('sort-able', SortAble)
