// Read messages of Kafka with the SDK of CloudEvents: [{headers: {name: text}, key, value}…] on standard input, all as
// text. Prints of each event its attributes and data.
const { Kafka } = require('cloudevents')

const messages = JSON.parse(require('fs').readFileSync(0))
console.log(JSON.stringify(messages.map((message) => {
  if (!Kafka.isEvent(message)) throw new Error(`no CloudEvent: ${JSON.stringify(message.headers)}`)
  const event = Kafka.toEvent(message)
  event.validate()
  const { id, source, type, specversion, time, dataschema, datacontenttype, data } = event
  return { id, source, type, specversion, time, dataschema, datacontenttype, data }
})))
