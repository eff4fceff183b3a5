// Sends numbered events with one vendor's client, unmodified: node send.mjs segment|rudder URL WRITE_KEY COUNT
import { Analytics } from '@segment/analytics-node'
import rudder from '@rudderstack/rudder-sdk-node'

const [client, url, writeKey, countText] = process.argv.slice(2)
const count = Number(countText)
const event = (n) => ({ userId: `user-${n % 3}`, event: 'numbered', properties: { n, client, words: 'Grüße 文字' } })

if (client === 'segment') {
  const analytics = new Analytics({ writeKey, host: url, path: '/v1/batch', flushAt: 20, disable: false })
  let failures = 0
  analytics.on('error', (error) => { failures++; console.error(error) })
  analytics.identify({ userId: 'user-0', traits: { plan: 'pro' } })
  for (let n = 0; n < count; n++) analytics.track(event(n))
  await analytics.closeAndFlush({ timeout: 20000 })
  process.exit(failures === 0 ? 0 : 1)
} else {
  const RudderAnalytics = rudder.default ?? rudder
  const analytics = new RudderAnalytics(writeKey, { dataPlaneUrl: url, flushAt: 20, flushInterval: 100 })
  const settled = []  // its flush() sends one batch only; the callback of each event says when that one is done
  const sent = (call) => settled.push(new Promise((resolve, reject) => call((error) => (error ? reject(error) : resolve()))))
  sent((done) => analytics.identify({ userId: 'user-0', traits: { plan: 'pro' } }, done))
  for (let n = 0; n < count; n++) sent((done) => analytics.track(event(n), done))
  await Promise.all(settled)
  process.exit(0)
}
