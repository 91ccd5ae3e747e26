using PlantOps.Gateway.Operations.CommandLine;

return await PlantOpsCommand.Run(args);
