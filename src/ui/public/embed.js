// Stands on a website that shows a form of a portal: puts it there in a frame as high as what is in it.
{
  const script = document.currentScript
  const address = new URL(script.dataset.form)
  const frame = document.createElement('iframe')
  address.searchParams.set('embed', '1')
  Object.assign(frame, { src: address.href, title: script.dataset.title ?? '', loading: 'lazy' })
  frame.style.cssText = 'width:100%;height:600px;border:0'
  script.after(frame)
  addEventListener('message', ({ source, origin, data }) => {
    if (source !== frame.contentWindow || origin !== address.origin) return
    const height = Number(data?.gatehouseHeight)
    if (height > 0 && height < 20000) frame.style.height = `${Math.ceil(height)}px`
  })
}
