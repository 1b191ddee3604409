// What every command needs before it can run: the packages, the right Node, the bundle.
export { application, NODE_ENVIRONMENT, NODE_FLAGS } from './application.mjs'
export { build } from './build.mjs'
export { run } from './child.mjs'
export { install } from './packages.mjs'
export { node, root } from './project.mjs'
export { say, seconds } from './terminal.mjs'
