// Follow the accusations with kafkajs: each record once, each claim once, corrections in place.
const { kafka, prefix } = require('./kafka')

const articles = new Map() // article id to content id and its events: ce_id to claim

const parties = (side) => side.map((party) => party.cameo ?? party.country ?? party.text).join(',') || '?'

function take(id, event) {
  let article = articles.get(event.article_id)
  if (article?.content !== event.content_id) { // new, or corrected: what it said is void
    article = { content: event.content_id, events: new Map() }
    articles.set(event.article_id, article)
  }
  if (article.events.has(id)) return // delivered twice
  article.events.set(id, event.claim_id)
  const claims = new Set([...articles.values()].flatMap((held) => [...held.events.values()]))
  console.log(`${parties(event.accusers)} -> ${parties(event.accused)} ${event.type} claims=${claims.size}`)
}

async function main() {
  // kafkajs reads committed records only, unless told otherwise.
  const consumer = kafka.consumer({ groupId: 'example-kafkajs', readUncommitted: false })
  await consumer.connect()
  await consumer.subscribe({ topic: `${prefix}accusations`, fromBeginning: true })
  await consumer.run({
    // What is held lives in memory, so each start reads all of it anew. Who stores it commits what is stored.
    autoCommit: false,
    eachMessage: async ({ message }) => take(message.headers.ce_id.toString(), JSON.parse(message.value)),
  })
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => consumer.disconnect())
}

main().catch((error) => {
  console.error(error)
  process.exit(1)
})
