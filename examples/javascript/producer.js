// Push articles, one a line as JSON on standard input, with kafkajs.
const readline = require('node:readline')
const { CompressionTypes, Partitioners } = require('kafkajs')
const { kafka, prefix } = require('./kafka')

const BATCH = 500

async function main() {
  // The default partitioner puts a key where Java's client puts it.
  const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner })
  await producer.connect()
  let count = 0
  let messages = []
  const send = async () => {
    if (messages.length === 0) return
    // acks -1 waits for all replicas; what the broker refuses is thrown.
    await producer.send({ topic: `${prefix}articles.raw`, acks: -1, compression: CompressionTypes.LZ4, messages })
    count += messages.length
    messages = []
  }
  for await (const line of readline.createInterface({ input: process.stdin })) {
    // The id as key keeps an article's events, and those of its later revisions, in order.
    messages.push({ key: JSON.parse(line).id, value: line })
    if (messages.length === BATCH) await send()
  }
  await send()
  await producer.disconnect()
  console.log(`${count} articles pushed`)
}

main().catch((error) => {
  console.error(error)
  process.exit(1)
})
