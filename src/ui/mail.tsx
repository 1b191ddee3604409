import type { Child } from 'hono/jsx'

/** A mail's content: what it says, one button, and why it came. */
export interface MailContent {
  language: string
  /** The organisation that writes. */
  from: string
  color: string
  subject: string
  /** The first says what to do. */
  paragraphs: string[]
  button?: { label: string; href: string }
  /** What follows on the button. */
  after?: string[]
  /** Said above the address in full, for readers whose button does nothing. */
  copyHint: string
  /** Why this mail came, and how to reach a person. */
  why: string
}

/** Renders a mail as text and as HTML; mail programs know no stylesheets, so styles stand inline. */
export function renderMail(content: MailContent): {
  subject: string
  text: string
  html: string
} {
  const { subject, paragraphs, button, after = [], why, from } = content
  const text = [
    ...paragraphs,
    ...(button ? [`${button.label}:\n${button.href}`] : []),
    ...after,
    '--',
    from,
    why,
  ].join('\n\n')
  return {
    subject,
    text: `${text}\n`,
    html: `<!doctype html>${(<Html {...content} />).toString()}`,
  }
}

const SANS = 'font-family:system-ui,-apple-system,Segoe UI,Roboto,sans-serif'

/** Lines that were broken stay broken. */
const Paragraph = ({ children }: { children?: Child }) => (
  <p style="margin:0 0 16px;white-space:pre-line">{children}</p>
)

function Html({
  language,
  from,
  color,
  subject,
  paragraphs,
  button,
  after = [],
  copyHint,
  why,
}: MailContent) {
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>{subject}</title>
      </head>
      <body
        style={`margin:0;padding:24px;background:#f4f4f5;color:#18181b;${SANS};font-size:16px;line-height:1.5`}
      >
        <div style="max-width:560px;margin:0 auto;background:#ffffff;border-radius:10px;padding:32px">
          <p
            style={`margin:0 0 24px;padding:0 0 12px;border-bottom:3px solid ${color};font-weight:600`}
          >
            {from}
          </p>
          {paragraphs.map((paragraph) => (
            <Paragraph>{paragraph}</Paragraph>
          ))}
          {button ? (
            <>
              <p style="margin:24px 0">
                <a
                  href={button.href}
                  style="display:inline-block;background:#18181b;color:#ffffff;text-decoration:none;padding:12px 20px;border-radius:8px;font-weight:600"
                >
                  {button.label}
                </a>
              </p>
              <p style="margin:0 0 16px;color:#52525b;font-size:14px">
                {copyHint}
                <br />
                <a href={button.href} style="color:#52525b;word-break:break-all">
                  {button.href}
                </a>
              </p>
            </>
          ) : null}
          {after.map((paragraph) => (
            <Paragraph>{paragraph}</Paragraph>
          ))}
          <p style="margin:24px 0 0;padding-top:16px;border-top:1px solid #e4e4e7;color:#52525b;font-size:13px">
            {why}
          </p>
        </div>
      </body>
    </html>
  )
}
