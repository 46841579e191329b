// Without a validator's url Swagger UI would ask one on another host.
SwaggerUIBundle({url: '/openapi.yaml', dom_id: '#swagger-ui', validatorUrl: null, deepLinking: true});
