// What pages do a little better with JavaScript. Nothing here is needed.

const find = (selector, within = document) => [...within.querySelectorAll(selector)]

// Forms: warn before changes are lost, and send only once.
const changed = () =>
  find('form[data-guard]').find(
    (form) =>
      ('changed' in form.dataset || form.querySelector('up-load > .uploads > li')) && !form.sent,
  )

document.addEventListener('input', ({ target }) => {
  const form = target.form
  if (form && 'guard' in form.dataset) form.dataset.changed = ''
  if (target.dataset.selectAll) {
    for (const box of find('tbody [type=checkbox]', form)) box.checked = target.checked
  }
  if (form) countPicked(form)
})

/** How many rows are ticked, beside what can be done to them. */
const countPicked = (form) => {
  const count = find('tbody :checked', form).length
  for (const place of find('[data-picked]', form)) place.dataset.picked = count
}

addEventListener('beforeunload', (event) => {
  if (changed()) event.preventDefault()
})

document.addEventListener('htmx:before:request', (event) => {
  const form = changed()
  const source = event.detail.ctx.sourceElement
  if (!form || !source?.matches('a, form') || form.contains(source)) return
  if (!confirm(form.dataset.guard)) event.preventDefault()
})

const lock = (form, sent) => {
  form.sent = sent
  for (const button of find('[type=submit]', form)) button.ariaDisabled = sent || null
}
const unlock = () => {
  for (const form of document.forms) lock(form, false)
}

document.addEventListener(
  'submit',
  (event) => {
    const form = event.target
    if (form.sent) {
      event.preventDefault()
      event.stopPropagation()
    } else if (form.method === 'post') {
      lock(form, true)
      // An answer that is a file leaves the page standing: let it be asked for again.
      setTimeout(unlock, 8000)
    }
  },
  true,
)
addEventListener('pageshow', unlock)
document.addEventListener('htmx:finally:request', ({ detail }) => {
  if (detail.ctx.sourceElement?.matches('form')) unlock()
})

// Menus: one open at a time; Escape or a click elsewhere closes it.
const closeMenus = (except) => {
  for (const menu of find('[data-menu][open]')) if (!menu.contains(except)) menu.open = false
}

document.addEventListener('click', ({ target }) => {
  closeMenus(target)
  const word = target.dataset?.reveal
  if (word) {
    const input = target.previousElementSibling
    input.type = input.type === 'password' ? 'text' : 'password'
    target.dataset.reveal = target.textContent
    target.textContent = word
  }
})

// Placeholders: put where somebody is typing, with the caret in the fallback that is to be filled in.
document.addEventListener('focusin', ({ target }) => {
  if (target.form) target.form.lastField = target
})

document.addEventListener('click', ({ target }) => {
  const text = target.dataset?.insert
  if (!text) return
  const { form } = target
  const names = target.dataset.into.split(' ')
  const last = names.includes(form.lastField?.name) ? form.lastField : null
  const field = last ?? form.elements[names[0]]
  const { selectionStart: start, selectionEnd: end } = field
  field.setRangeText(text, start, end, 'end')
  field.focus()
  const fallback = text.indexOf('""')
  if (fallback >= 0) field.setSelectionRange(start + fallback + 1, start + fallback + 1)
  field.dispatchEvent(new Event('input', { bubbles: true }))
})

document.addEventListener('keydown', ({ key, target }) => {
  if (key !== 'Escape') return
  const menu = target.closest('[data-menu][open]')
  closeMenus()
  menu?.querySelector('summary').focus()
})

// Each new page: bring out what needs JavaScript, and put the focus where reading starts.
const arrive = (visited) => {
  for (const control of find('[data-reveal], [data-select-all], [data-insert]')) control.hidden = false
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  for (const field of find('[data-time-zone]')) field.value = timeZone
  for (const tab of find('.tabs [aria-current]')) {
    const bar = tab.closest('.tabs')
    bar.scrollLeft = tab.offsetLeft - bar.offsetLeft - (bar.clientWidth - tab.offsetWidth) / 2
  }
  const summary = document.querySelector('[data-focus]')
  const wrong = summary?.closest('form')?.querySelector('[aria-invalid=true]')
  const start =
    (wrong?.matches('fieldset') ? wrong.querySelector('input') : wrong) ??
    summary ??
    (visited && !document.querySelector('[autofocus]') && document.querySelector('main'))
  if (start) start.focus({ preventScroll: start.matches('main') })
}
arrive()
document.addEventListener('htmx:after:swap', ({ detail }) => {
  if (detail.ctx.target !== document.body) return
  document.documentElement.lang = document.body.lang
  arrive(true)
})

// A link from a mail was opened by a person: programs that look into mails touch nothing.
const touched = () => {
  const place = document.querySelector('[data-opened]')
  if (!place) return
  const body = new URLSearchParams({ token: place.querySelector('[name=token]').value })
  fetch(place.dataset.opened, { method: 'POST', body, keepalive: true }).catch(() => undefined)
  delete place.dataset.opened
}
for (const sign of ['pointerdown', 'keydown']) addEventListener(sign, touched)

// A visit htmx could not make, offline or to another host, is made the plain way.
document.addEventListener('htmx:error', ({ detail }) => {
  const link = detail.ctx.sourceElement
  if (link?.matches('a')) location.href = link.href
})

// A password being chosen: the server says how hard it is to guess, once typing pauses.
let measuring
document.addEventListener('input', ({ target }) => {
  const meter = target.closest?.('.field')?.querySelector('[data-meter]')
  if (!meter || target.autocomplete !== 'new-password') return
  clearTimeout(measuring)
  meter.hidden = target.value === ''
  if (meter.hidden) return
  const password = target.value
  measuring = setTimeout(async () => {
    const answer = await fetch(meter.dataset.meter, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ password, beside: 'beside' in meter.dataset }),
    }).catch(() => null)
    if (!answer?.ok || target.value !== password) return
    const { score, allowed, help } = await answer.json()
    meter.firstElementChild.value = allowed ? 4 : Math.min(score, 3) || 0.5
    meter.lastElementChild.textContent = allowed ? meter.dataset.good : help
  }, 350)
})
