/** Bundles an entry such as `src/main.ts`. @returns the bundle's path */
export function build(entry: string): Promise<string>
/** How Node runs the application. */
export const NODE_FLAGS: readonly string[]
/** What its environment has beside that. */
export const NODE_ENVIRONMENT: Readonly<Record<string, string>>
