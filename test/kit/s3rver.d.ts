/** The store that tests run against; it comes without types. */
declare module 's3rver' {
  export default class S3rver {
    constructor(options: Record<string, unknown>)
    readonly middleware: ((context: never, next: () => Promise<void>) => Promise<void>)[]
    run(): Promise<{ port: number }>
    close(): Promise<void>
  }
}
