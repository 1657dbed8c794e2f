// Compile every schema given, alone and through a registry, as strictly as ajv can, and validate examples:
//   node schemas.js '{"separate": [schema…], "bundled": {name: schema}, "examples": {name: [record…]}}' on standard input.
// Prints what ajv says of each example: {name: [null or errors]}.
const Ajv = require('ajv/dist/2020')
const addFormats = require('ajv-formats')

const given = JSON.parse(require('fs').readFileSync(0))
const strictest = () => addFormats(new Ajv({ strict: true, allErrors: true, validateFormats: true }))

const registry = strictest()
given.separate.forEach((schema) => registry.addSchema(schema))
given.separate.forEach((schema) => registry.getSchema(schema.$id))

const answers = {}
for (const [name, schema] of Object.entries(given.bundled)) {
  const alone = strictest().compile(schema)
  const together = registry.getSchema(schema.$id)
  answers[name] = given.examples[name].map((record) => {
    if (alone(record) !== together(record)) throw new Error(`the bundle of ${name} and the schema differ`)
    return alone.errors
  })
}
console.log(JSON.stringify(answers))
