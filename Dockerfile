# The application in a container. The database is another container's: see compose.yaml. Without
# DATABASE_URL it starts its embedded PostgreSQL in /data, which is right for a look around:
#   docker build -t gatehouse . && docker run --rm -p 3000:3000 -v gatehouse:/data -v gatehouse-keys:/keys gatehouse

FROM node:26-slim AS build
WORKDIR /app
# Packages first: this layer is made again only when they change.
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --no-audit --no-fund
COPY tsconfig.json ./
COPY bin bin
COPY src src
RUN node -e "import('./bin/prepare/index.mjs').then(({ build }) => build('src/main.ts'))"

FROM node:26-slim
ENV NODE_ENV=production MALLOC_ARENA_MAX=2 MALLOC_MMAP_THRESHOLD_=4194304 MALLOC_TRIM_THRESHOLD_=4194304 GATEHOUSE_DATA=/data GATEHOUSE_KEYS=/keys
WORKDIR /app
COPY package.json package-lock.json ./
COPY --from=build /app/node_modules node_modules
COPY bin bin
COPY db/migrations db/migrations
COPY src/ui/public src/ui/public
COPY --from=build /app/dist dist
# Owned by root, run by node: the application cannot change itself, only what lies in /data and /keys.
RUN install --directory --owner=node --group=node --mode=0700 /data /keys
USER node
VOLUME /data /keys
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --start-interval=1s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/health/live`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Node itself is process 1, with no shell or npm in between: it handles SIGTERM, finishes the
# requests under way and exits. Its children it reaps itself, so no init is needed.
# The flags, and what MALLOC_… says, are those of bin/prepare/application.mjs, which says why.
ENTRYPOINT ["node", "--import", "./bin/source-maps.mjs", "--max-semi-space-size=2", "--max-old-space-size=256", "dist/main.js"]
CMD ["serve"]
