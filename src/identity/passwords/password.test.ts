import { describe, expect, it } from 'vitest'
import { invalid } from '../../kit/validation.ts'
import { hashPassword, newPassword, resembles, verifyPassword } from './password.ts'

const why = (password: unknown) => {
  const parsed = newPassword.safeParse(password, { reportInput: true })
  return parsed.success ? null : invalid(parsed.error).fields[0]!.code
}

describe('choosing a password', () => {
  it.each([
    'nine herons over the weir',
    'correct horse battery staple',
    'seis garzas sobre el azud',
    '九只苍鹭飞过水坝然后停在了桥上面',
    'xK9#mQ2$vL5@nR8',
    'power over the water tower',
  ])('takes %j: no rules of composition', (password) => {
    expect(why(password)).toBeNull()
  })

  it('asks for 15 characters, counted as people count them', () => {
    expect(why('herons and weir')).toBeNull()
    expect(why('herons and wei')).toBe('password_long')
    // 14 birds are 28 units of UTF-16.
    expect(why('🐦🦅🦉🦆🦢🦜🐓🦃🦚🕊🐧🦩🐤🐣')).toBe('password_long')
  })

  it.each([
    'aaaaaaaaaaaaaaaa',
    'abababababababab',
    '1234567890123456',
    'qwertyuiopqwertyuiop',
    'abcdefghijklmnop',
    'qwertyuiopasdfgh',
    '0987654321zyxwvut',
    'asdfghjkl1234567',
    'Welcome12345678',
    'herons!herons!herons!',
    'passwordpassword',
    'Password123Password123',
    'horse horse horse horse',
    '----------------',
  ])('refuses %j: it is a pattern', (password) => {
    expect(why(password)).toBe('password_known')
  })

  it('has a limit, and is a text', () => {
    expect(why('a b c d e f '.repeat(100))).toBe('too_long')
    expect(why(undefined)).toBe('required')
    expect(why(12)).toBe('type')
  })

  it('notices the person’s own name and e-mail with little added', () => {
    const about = ['Ada Reyes-Lindqvist', 'ada.reyes@harbour-pine.example']
    expect(resembles('ada.reyes@harbour-pine.example', about)).toBe(true)
    expect(resembles('AdaReyes-Lindqvist1!', about)).toBe(true)
    expect(resembles('ada saw nine herons over the weir', about)).toBe(false)
  })
})

describe('a stored password', () => {
  it('is salted Argon2id that says its own cost', async () => {
    const [one, two] = await Promise.all([hashPassword('herons'), hashPassword('herons')])
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/)
    expect(one).not.toBe(two)
  })

  it('is opened by itself alone, however its letters are composed', async () => {
    const stored = await hashPassword('contrase\u00f1a de las garzas')
    expect(await verifyPassword('contrasen\u0303a de las garzas', stored)).toBe(true)
    expect(await verifyPassword('contrasena de las garzas', stored)).toBe(false)
    expect(await verifyPassword('', stored)).toBe(false)
  })

  it('that is none is opened by nothing', async () => {
    expect(await verifyPassword('herons', null)).toBe(false)
  })
})
