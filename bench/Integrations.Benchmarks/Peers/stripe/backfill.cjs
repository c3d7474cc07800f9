// Backfills the customers of a local fake of Stripe's API with @supabase/stripe-sync-engine, and prints what that cost.
// The engine has no option for the API's address. Its Stripe client, a plain property, is replaced by one with the documented options host, port and protocol;
// nothing of the package is changed.
const Stripe = require('stripe')
const { StripeSync, runMigrations } = require('@supabase/stripe-sync-engine')

async function main() {
  const databaseUrl = process.env.INTEGRATIONS_BENCHMARK_POSTGRES
  const api = new URL(process.argv[2])
  await runMigrations({ databaseUrl, schema: 'stripe', logger: { info() {}, error: (...e) => console.error(...e) } })
  const sync = new StripeSync({ poolConfig: { connectionString: databaseUrl }, stripeSecretKey: 'sk_test_synthetic', stripeWebhookSecret: 'whsec_synthetic' })
  sync.stripe = new Stripe('sk_test_synthetic', { host: api.hostname, port: api.port, protocol: 'http', telemetry: false })

  const started = process.hrtime.bigint()
  const result = await sync.syncBackfill({ object: 'customer' })
  const seconds = Number(process.hrtime.bigint() - started) / 1e9
  const cpu = process.cpuUsage()
  console.log(JSON.stringify({
    records: result.customers.synced,
    seconds,
    cpuSeconds: (cpu.user + cpu.system) / 1e6,
    peakMemoryBytes: process.resourceUsage().maxRSS * 1024,
  }))
  process.exit(0)
}

main().catch(e => {
  console.error(e)
  process.exit(1)
})
