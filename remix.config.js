import { vitePlugin as remix } from '@remix-run/dev'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'vite'
import { ownServer, pageAssets, serviceWorker } from './app/server/vite-plugins.ts'
import { lessons } from './content/vite-plugin.ts'

/** Every flag of the next major is on, so that the way there stays a codemod. */
const future = {
  v3_fetcherPersist: true,
  v3_relativeSplatPath: true,
  v3_throwAbortReason: true,
  v3_singleFetch: true,
  v3_lazyRouteDiscovery: true,
  v3_routeConfig: true,
}
const testing = !!process.env.VITEST

/**
 * Pure rules and single files; everything that needs a database, each file with a copy of its own; and the built server
 * as a process (after `npm run build`), one file after the other, because they measure out two cores and kill things.
 */
const tests = {
  projects: [
    {
      extends: true,
      test: {
        name: 'rules',
        testTimeout: 60_000,
        include: ['{app,content,db,tests}/**/*.test.{ts,tsx}'],
        exclude: ['**/*.db.test.ts', 'tests/e2e/**', 'tests/server/**'],
      },
    },
    {
      extends: true,
      test: {
        name: 'database',
        include: ['{app,content,db,tests}/**/*.db.test.ts'],
        globalSetup: 'tests/support/database.global.ts',
        setupFiles: 'tests/support/database.setup.ts',
        testTimeout: 60_000,
        hookTimeout: 60_000,
      },
    },
    {
      extends: true,
      test: {
        name: 'server',
        include: ['tests/server/**/*.server.test.ts'],
        globalSetup: 'tests/server/demo-server.global.ts',
        fileParallelism: false,
        testTimeout: 60_000,
        hookTimeout: 60_000,
      },
    },
  ],
  environment: 'node',
  // The tokens are read as text and computed with; Vitest would hand over every stylesheet empty.
  css: { include: [/tokens\.css/] },
  env: { TZ: 'UTC' },
}

export default defineConfig({
  plugins: [
    lessons(),
    !testing && tailwindcss(),
    !testing &&
      ownServer({
        main: 'app/server/main.ts',
        admin: 'app/server/admin.ts',
        'demo-reset': 'app/server/demo-reset.ts',
        jobs: 'app/server/jobs.ts',
        'audit-verify': 'app/server/audit-verify.ts',
        'audit-anchor': 'app/server/audit-anchor.ts',
        'check-bookings': 'app/server/check-bookings.ts',
        'keys-rotate': 'app/server/keys-rotate.ts',
      }),
    !testing && remix({ future, ignoredRouteFiles: ['**/*.test.*'] }),
    !testing && serviceWorker('app/enhance/worker.ts'),
    pageAssets({
      my: 'app/styles/my.css',
      staff: 'app/styles/staff.css',
      beats: 'app/enhance/beats.ts',
      quiz: 'app/enhance/quiz.ts',
      aloud: 'app/enhance/read-aloud.ts',
      print: 'app/enhance/print.ts',
      note: 'app/enhance/note.ts',
      outbox: 'app/enhance/outbox.ts',
    }),
  ],
  // Old phones: no syntax newer than their WebView (decisions: browsers of about 2020).
  build: { target: ['chrome80', 'safari13.1'], cssTarget: 'chrome70' },
  optimizeDeps: { exclude: ['@node-rs/argon2', 'postgres', 'lucia'] },
  test: tests,
})
