// Forms that visitors fill in: what is asked only sometimes, how many see and begin it, and how high it is in a frame.
const within = (selector, place = document) => [...place.querySelectorAll(selector)]

/** What stands in a field now, of boxes and circles all that are chosen. */
const valuesOf = (form, name) =>
  within('input, select, textarea', form)
    .filter((field) => field.name === name && (!/checkbox|radio/.test(field.type) || field.checked))
    .map(({ value }) => value)

const ask = () => {
  // From above: what stands in a part that is hidden does not count.
  for (const part of within('[data-shown-if]')) {
    const form = part.closest('form')
    if (!form) continue
    const above = within('[data-shown-if][hidden] [name]', form).map(({ name }) => name)
    const { shownIf, is } = part.dataset
    part.hidden = above.includes(shownIf) || !valuesOf(form, shownIf).includes(is)
  }
}

const count = (step) => {
  const place = document.querySelector('[data-form-counts]')
  if (!place || place.dataset[step]) return
  place.dataset[step] = 'yes'
  const body = new URLSearchParams({ step })
  fetch(place.dataset.formCounts, { method: 'POST', body, keepalive: true }).catch(() => undefined)
}

/** Says of files that are too many or too large before they are sent, and leaves them out. */
const look = (input) => {
  const { most, largest, over } = input.dataset
  const arrived = within('[data-upload]', input.parentElement).length
  const isOver =
    input.files.length + arrived > most || [...input.files].some(({ size }) => size > largest)
  if (isOver) input.value = ''
  input.parentElement.querySelector('[data-is-over]')?.remove()
  if (!isOver) return
  const said = Object.assign(document.createElement('p'), { className: 'error', textContent: over })
  said.dataset.isOver = ''
  said.setAttribute('role', 'alert')
  input.after(said)
}

document.addEventListener('change', ({ target }) => {
  if (target.dataset.over) look(target)
})
document.addEventListener('input', ({ target }) => {
  ask()
  if (target.closest('[data-form-counts]')) count('begun')
})
document.addEventListener('htmx:after:swap', () => {
  ask()
  count('seen')
})
ask()
count('seen')

if (parent !== window) {
  const tell = () =>
    parent.postMessage({ gatehouseHeight: document.documentElement.offsetHeight }, '*')
  new ResizeObserver(tell).observe(document.body)
  tell()
}
