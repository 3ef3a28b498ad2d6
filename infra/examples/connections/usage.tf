# A workload in Terraform: its role may put usage into the queue of usage, a rule puts events of the bus there, and an API key for
# whoever has no role is kept where the workload reads it.

variable "usage_queue_url" {
  description = "UsageQueueUrl of the stack usage."
  type        = string
}

variable "usage_queue_arn" {
  description = "UsageQueueArn of the stack usage."
  type        = string
}

variable "api_key" {
  description = "A key that may charge (create-api-key)."
  type        = string
  sensitive   = true
}

resource "aws_iam_role" "assistant" {
  name = "assistant"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_iam_role_policy" "usage" {
  role = aws_iam_role.assistant.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Resource = var.usage_queue_arn }]
  })
}

resource "aws_cloudwatch_event_rule" "turns" {
  name          = "assistant-turns"
  event_pattern = jsonencode({ source = ["assistant"], "detail-type" = ["TurnEnded"] })
}

resource "aws_cloudwatch_event_target" "usage" {
  rule = aws_cloudwatch_event_rule.turns.name
  arn  = var.usage_queue_arn
  input_transformer {
    input_paths = {
      id     = "$.id"
      source = "$.source"
      time   = "$.time"
      tenant = "$.detail.tenant"
      model  = "$.detail.model"
      input  = "$.detail.usage.input"
      output = "$.detail.usage.output"
    }
    input_template = <<-JSON
      {
        "id": <id>, "source": <source>, "occurredAt": <time>, "accountId": <tenant>,
        "model": <model>, "tokens": { "input": <input>, "output": <output> }
      }
    JSON
  }
}

resource "aws_secretsmanager_secret" "api_key" {
  name = "credits-api-key"
}

resource "aws_secretsmanager_secret_version" "api_key" {
  secret_id     = aws_secretsmanager_secret.api_key.id
  secret_string = var.api_key
}

resource "aws_lambda_function" "assistant" {
  function_name = "assistant"
  role          = aws_iam_role.assistant.arn
  runtime       = "nodejs24.x"
  handler       = "index.handler"
  filename      = "assistant.zip"
  environment {
    variables = { USAGE_QUEUE_URL = var.usage_queue_url }
  }
}
