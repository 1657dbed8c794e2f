// Parse a document of AsyncAPI, on standard input. Prints what the parser found: {"problems": […], "channels": […]}.
const { Parser } = require('@asyncapi/parser')

new Parser().parse(require('fs').readFileSync(0, 'utf8')).then(({ document, diagnostics }) => {
  const problems = diagnostics.map(({ message, path, severity }) => ({ severity, message, path: path.join('/') }))
  const channels = document ? document.channels().all().map((channel) => channel.address()) : []
  console.log(JSON.stringify({ problems, channels }))
})
