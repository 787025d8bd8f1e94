/** @type {import('next').NextConfig} */
export default {
  reactStrictMode: true,
  poweredByHeader: false,
  // Native or stateful packages: the server loads them itself, so that Next's bundle and server.ts share one copy.
  serverExternalPackages: [
    '@prisma/client',
    '@prisma/adapter-pg',
    'pg',
    '@node-rs/argon2',
    'sharp',
    'pino',
    'prom-client',
    'stripe',
    'pusher',
    'nodemailer',
  ],
  // Formatting, linting and type-checking are `npm run validate`; a build only builds.
  typescript: { ignoreBuildErrors: true },
  experimental: { serverActions: { bodySizeLimit: '40mb' } },
  headers: async () => [
    {
      source: '/:path*',
      headers: [
        { key: 'X-Content-Type-Options', value: 'nosniff' },
        { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
        { key: 'X-Frame-Options', value: 'DENY' },
        { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=()' },
      ],
    },
  ],
};
