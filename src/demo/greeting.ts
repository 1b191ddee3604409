import { addressOn, type Installation } from '../kit/installation.ts'
import { parseId } from '../kit/ids.ts'
import { holdingsOf, listPartners } from '../portals/index.ts'
import { DEMO_OPERATOR, DEMO_PARTNER, DEMO_PARTNER_PERSON, DEMO_PASSWORD } from './people.ts'
import { DEMO_PORTALS } from './portals.ts'

/** Who may sign in where, for the one who has just started it. */
export async function demoGreeting(installation: Installation): Promise<string> {
  const portals = await portalsOfPartner(installation)
  const people: [string, string, string][] = [
    [
      addressOn(installation, installation.url.hostname),
      DEMO_OPERATOR.email,
      'operator, sees everything',
    ],
    [
      addressOn(installation, installation.url.hostname),
      DEMO_PARTNER_PERSON.email,
      `partner, sees its ${portals} ${portals === 1 ? 'portal' : 'portals'}`,
    ],
    ...DEMO_PORTALS.filter(
      ({ moves = [] }) => !moves.some(({ what }) => what !== 'certify'),
    ).flatMap(({ slug, name, owner, people }): [string, string, string][] => {
      const at = addressOn(installation, `${slug}.${installation.url.hostname}`)
      const client = people.find(({ kind, invited }) => kind === 'contact' && !invited)
      return [
        [at, owner.email, `owner of ${name}`],
        ...(client ? [[at, client.email, 'client'] as [string, string, string]] : []),
      ]
    }),
  ]
  const lines = people.map(([at, email, who]) => `  ${at.padEnd(40)} ${email.padEnd(32)} ${who}`)
  return [`Who may sign in, each with the password “${DEMO_PASSWORD}”:`, ...lines].join('\n')
}

/** As the partner's own list counts them: whoever uses the demo may have added one, or cancelled one. */
const portalsOfPartner = ({ db }: Installation): Promise<number> =>
  db.read('installation', async (tx) => {
    const all = await listPartners(tx, {})
    const demo = all.find(({ name }) => name === DEMO_PARTNER.name)
    const id = demo && parseId('partner', demo.id)
    return (id && (await holdingsOf(tx, [id])).get(id)?.portals) || 0
  })
