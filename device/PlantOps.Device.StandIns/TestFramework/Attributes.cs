namespace nanoFramework.TestFramework;

[AttributeUsage(AttributeTargets.Class)]
public class TestClassAttribute : Attribute;

[AttributeUsage(AttributeTargets.Method)]
public class TestMethodAttribute : Attribute;

[AttributeUsage(AttributeTargets.Method)]
public class SetupAttribute : Attribute;

[AttributeUsage(AttributeTargets.Method)]
public class CleanupAttribute : Attribute;
