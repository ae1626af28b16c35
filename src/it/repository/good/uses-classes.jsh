emit(it.Stacks.kafka().namespace("events"));
